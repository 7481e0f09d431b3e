"""Assistive means of rehabilitation and rehabilitation services: the need is told remotely (order 578-Н, II.1(1); R035).

Who decides was not read in an act: it is data of ``kind.yaml``, marked as not verified.
"""
