"""The workplace of a community: the officer, the operator of the seal, the control specialist.

The officer looks for the person first, registers the paper, types it on one dense screen, scans the documents or
writes why one is missing, prints the application for signing and the receipt, and mends what was returned.
The operator seals all copies in one action; the key never leaves the browser. The control specialist compares
fields, documents and requisites side by side, and passes or returns. The officer hands ready cases over by a
numbered register and follows them after that, read only.

Views are grouped by the work they serve; what a page shows is made by the presenters beside them. Who may do what
is decided by the operations of `applications`; here only the role that opens a page is named.
"""
