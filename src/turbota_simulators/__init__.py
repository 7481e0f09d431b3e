"""Neighbours of Turbota for development, tests and the demonstration.

Each module is a process on the loopback address that speaks the protocol of one real neighbour:

- ``authority`` – a certification authority with OCSP, CRL and time stamps;
- ``idgov`` – the state identification system id.gov.ua (OAuth 2);
- ``mail`` – a mail server that keeps every letter and shows it on a page;
- ``registers`` – a security server of X-Road with registers that confirm who may act for whom;
- ``receiver`` – software of a community that receives signed events about its cases.

Nothing here imports the platform, so a simulator can be put in the place of the real neighbour
and taken away again without a change in the platform. Nothing here may run in production.
"""
