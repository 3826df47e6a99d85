"""What a service on a network is sent by whoever finds it: no failure, no wait, nothing let out."""
