-- One row per program year: for how many months of the year after it its cycle is shown, and can be
-- decided, by the settings in force on its final checkpoint (docs/rules.md sections 1 and 8). These
-- are among all sets of the build, so the tables are named with their schema.
-- key: year
with in_force as (
    select program_years.year, max(rule_sets.in_force_from) as in_force_from,
    from program_years
    join build.main.rule_sets on rule_sets.in_force_from <= program_years.final_checkpoint
    group by all
),
final as (
    select in_force.year, of_sets.shown_months, of_sets.decide_months,
    from in_force
    join build.main.rule_settings as of_sets using (in_force_from)
)
select * from final order by year
