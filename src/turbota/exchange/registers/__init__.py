"""What registers of the state are asked about a mandate, in our own contract `contract.xsd` (docs/registers.md).

`contract` writes a question and reads an answer, `asking` sends it through the security server of the settings. What
follows from an answer is decided in `operations.registers`.
"""
