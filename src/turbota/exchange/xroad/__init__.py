"""Messages of X-Road (Trembita is one): SOAP envelopes of the message protocol 4.0 to our own security server.

`identifiers` names clients and services, `envelopes` writes a request and reads an answer, `transport` carries both over
mutual TLS. The package knows no register and no table; what fails is `ExchangeFailed` with a code and no text, because a
fault may repeat what was asked about a person.
"""
