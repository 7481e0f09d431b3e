"""What a deployment is made of: configuration of the proxy, of Patroni and of systemd, and the trial of it all."""
