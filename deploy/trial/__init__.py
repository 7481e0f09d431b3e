"""The trial of docs/deploy.md on one machine: several machines on addresses of their own in a private network.

`make trial` runs it. It makes a network, a list of processes and a list of host names that nobody else sees
(namespaces of Linux), so it touches nothing of the machine but its own fresh folder, and everything it has
started ends with it, whatever happens. What it does, in the order of docs/deploy.md:

- certificates of the trial, etcd and Patroni on three machines, roles and database by the SQL of docs/deploy.md;
- `turbota migrate`, people with applications that are ready to be signed, two web processes in production
  mode behind a proxy with TLS, workers, a mail server with TLS, a virus scanner;
- submissions through the proxy, while a web process and then the leader of the database are killed;
- a base backup and the archive of the journal, restored to the moment between two submissions.

It prints JSON and ends with 1 when anything acknowledged was lost or doubled, or anything else failed.
"""
