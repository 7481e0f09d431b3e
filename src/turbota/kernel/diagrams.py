"""State machines drawn for people: the table of a machine as a mermaid diagram."""

from turbota.kernel.workflow import Machine


def markdown(machine: Machine) -> str:
    """The page of docs/states/ for a machine: diagram, verbs, and who has to act in every state."""
    lines = [
        f"# States: {machine.subject}",
        "",
        "Generated from the code by `make states`; a stale page fails the tests.",
        "",
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {machine.initial}",
    ]
    for row in machine.transitions:
        lines += [f"    {source} --> {row.target}: {row.verb}" for source in sorted(row.sources)]
    lines += ["```", "", "| state | in words | who acts |", "|---|---|---|"]
    lines += [f"| {state} | {title} | {machine.owners[state]} |" for state, title in machine.titles.items()]
    lines += ["", "| verb | in words |", "|---|---|"]
    lines += [f"| {row.verb} | {row.title} |" for row in machine.transitions]
    return "\n".join(lines) + "\n"
