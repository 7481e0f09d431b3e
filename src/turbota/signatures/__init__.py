"""Electronic signatures and seals: who signed which bytes, when, and whether that can be relied on.

``verification`` answers one question about one signature and a SHA-256: valid, invalid or pending,
with a plain sentence and with the raw evidence (certificates, OCSP, CRL) that the answer rests on.
``trust`` is the list of authorities we believe, ``revocation`` asks them about withdrawn certificates,
``certificates`` reads the person or the organisation out of a certificate, ``containers`` joins several
signatures of one document and packs them for another system.

The row ``Signature`` keeps what was verified. A signature whose revocation cannot be asked now is
pending: the person goes on, and the job ``signatures.recheck`` settles it within a day, against the
moment when it was received. Keys of people never come here: they sign in their browsers.
"""
