-- One row per fact about the build that the pages show.
-- key: fact
with facts as (
    select unnest([
        {'fact': 'Built', 'says': strftime(built_at, '%b %-d, %Y, %H:%M') || ' UTC'},
        {'fact': 'As of', 'says': strftime(build.as_of, '%b %-d, %Y')},
        {'fact': 'Build', 'says': build_id},
        {'fact': 'Content', 'says': content_digest},
        {'fact': 'Rules', 'says': rules_digest},
    ], recursive := true)
    from build cross join rule_settings
)
select fact, says from facts
