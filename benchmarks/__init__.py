"""The measurements that `make eval` and `make bench` print."""
