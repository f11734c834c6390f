"""What people do with a declaration: require, change, record."""
