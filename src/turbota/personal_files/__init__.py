"""The electronic personal file: forms itself when the application is taken into work (Instruction 345, p. 11.3).

Four blocks: the applicant, the assignment, the payment, other information. The payment block is filled by payments.
The specialist's and the head's signatures cover the file together with the decision.
"""
