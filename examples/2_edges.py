"""When does a drill sound? Every edge in exact seconds and in UTC."""

from __future__ import annotations

from datetime import timedelta

from siren import library, timeline

drill = library.drill("yangjiang-2023")
for edge in timeline.of_drill(drill).edges():
    start_utc = drill.first_utc + timedelta(seconds=float(edge.start_s))
    length_s = edge.end_s - edge.start_s
    print(f"{start_utc:%H:%M:%S} UTC  {edge.signal:<15} {edge.tone.name} for {length_s} s")
