# Nothing is to be put back.
