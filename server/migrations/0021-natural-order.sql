-- What people read is sorted as they count: node-2 before node-10.
CREATE COLLATION natural_order (provider = icu, locale = 'und-u-kn-true');
