-- One row per MVP in the latest record of what was told on an earlier day: what was told, beside
-- what is known of that day now (docs/rules.md section 12). level and goals_met are null when the
-- MVP is not known of that day any more.
select
    dates.as_of as moment,
    told_members.mvp_id,
    told_checkpoints.rules_digest != rule_settings.rules_digest as is_by_other_settings,
    told_members.level as told_level,
    members.level,
    told_members.goals_met as told_goals_met,
    members.goals_met,
from dates
join told_checkpoints on told_checkpoints.checkpoint = dates.as_of and told_checkpoints.is_latest
join told_members using (checkpoint, number)
left join members on members.mvp_id = told_members.mvp_id
cross join rule_settings
