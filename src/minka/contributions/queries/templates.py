"""What the template of a process asks when it closes."""

from minka.processes.models import Process
from minka.reference.models import ProcessTemplate, in_language


def memory_prompts(process: Process) -> dict[str, str]:
    """The prompts of the memory by part, in the language of the page; empty for a process without template."""
    if not process.template_key or not process.template_version.isdigit():
        return {}
    template = ProcessTemplate.objects.filter(key=process.template_key, version=int(process.template_version)).first()
    return {part: in_language(texts) for part, texts in template.memory_prompts.items()} if template else {}
