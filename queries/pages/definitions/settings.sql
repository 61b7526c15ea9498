-- One row per value of a setting in this build: the table and column that hold it, and what it is
-- for, such as a track or a level. for_what is null for a setting of the whole program.
-- key: held_in, held_as, for_what
with rows_held as (
    select 'rule_settings' as held_in, null as for_what, to_json(rule_settings) as cells
    from rule_settings
    union all
    select 'rule_tracks', track, to_json(rule_tracks) from rule_tracks
    union all
    select 'rule_kinds', track || ' ' || kind, to_json(rule_kinds) from rule_kinds
    union all
    select 'rule_checkpoints', month || '-' || "day", to_json(rule_checkpoints)
    from rule_checkpoints
    union all
    select 'rule_levels', level, to_json(rule_levels) from rule_levels
    union all
    select 'rule_risks', risk, to_json(rule_risks) from rule_risks
    union all
    select 'rule_certificates', level, to_json(rule_certificates) from rule_certificates
    union all
    select 'rule_benefits', benefit, to_json(rule_benefits) from rule_benefits
    union all
    select 'rule_look_aheads', days::varchar, to_json(rule_look_aheads) from rule_look_aheads
),
final as (
    select held_in, unnest(json_keys(cells)) as held_as, for_what, cells from rows_held
)
select held_in, held_as, for_what, cells ->> held_as as value from final
where value is not null
order by held_in, held_as, for_what
