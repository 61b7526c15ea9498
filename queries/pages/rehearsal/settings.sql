-- One row per setting in force, which a rehearsal begins with (docs/rules.md section 17): its key,
-- its value as TOML, and the name and the units of its track, null where it is about none.
-- key: key
select
    rule_values.key,
    rule_values.value,
    rule_tracks.track_title,
    rule_tracks.unit_one,
    rule_tracks.unit_many,
from rule_values
left join rule_tracks on starts_with(rule_values.key, 'tracks.' || rule_tracks.track || '.')
order by rule_tracks.track_rank nulls last, rule_values.key
