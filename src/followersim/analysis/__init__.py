"""From daily rows to findings: intervals, paired differences, storms, the summary and its wording."""
