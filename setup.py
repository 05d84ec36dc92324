"""Puts resources/ into the wheel as xinfang_desk/_resources, where xinfang_desk/resources.py finds it."""

from __future__ import annotations

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithResources(build_py):
    """An editable install keeps using the folder of the checkout."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            self.copy_tree("resources", str(Path(self.build_lib, "xinfang_desk", "_resources")))


setup(cmdclass={"build_py": BuildWithResources})
