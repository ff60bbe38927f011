"""Who should be helped next: the order, the due times, and the leases."""
