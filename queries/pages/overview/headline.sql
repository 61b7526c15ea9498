-- One row per key figure, in the order shown.
with counted as (
    select
        count(*) as active,
        count(*) filter (level in ('ahead', 'on_track')) as on_track,
        count(*) filter (is_at_risk) as at_risk,
        count(*) filter (certification not in ('certified', 'expiring')) as exams_due,
    from members
    where status = 'active'
)
select unnest([
    {'label': 'Active MVPs', 'value': active, 'note': 'With a signed NDA, and not left'},
    {'label': 'On track or better', 'value': on_track,
        'note': 'Active MVPs whose judged tracks stand at what is expected today, or above'},
    {'label': 'At risk', 'value': at_risk,
        'note': 'Active MVPs whose risk before the next checkpoint is high or out of reach'},
    {'label': 'Exams due', 'value': exams_due,
        'note': 'Active MVPs without a valid qualifying certificate'},
], recursive := true)
from counted
