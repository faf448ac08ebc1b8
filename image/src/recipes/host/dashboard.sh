# What openstack-dashboard's postinst does when it may.
cd /usr/share/openstack-dashboard
mkdir -p /var/lib/openstack-dashboard/static/js /var/lib/openstack-dashboard/static/css
./manage.py collectstatic --noinput --clear --verbosity 0
./manage.py compress --force
rm -f /var/lib/openstack-dashboard/secret-key/.secret_key_store
chown -R www-data /var/lib/openstack-dashboard/secret-key /var/lib/openstack-dashboard/static
