from publish.guards.compare import compare
from publish.guards.verdicts import Strength, Verdict
