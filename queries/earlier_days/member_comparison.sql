-- One row per MVP in the latest record of what was told on an earlier day: what was told, beside
-- what is known of that day now (docs/rules.md section 12). level and goals_met are null when the
-- MVP is not known of that day any more.
select
    dates.as_of as compared_on,
    published_members.mvp_id,
    published_checkpoints.rules_digest != rule_settings.rules_digest as is_by_other_settings,
    published_members.level as published_level,
    members.level,
    published_members.goals_met as published_goals_met,
    members.goals_met,
from dates
join published_checkpoints
    on published_checkpoints.checkpoint = dates.as_of and published_checkpoints.is_latest
join published_members using (checkpoint, number)
left join members on members.mvp_id = published_members.mvp_id
cross join rule_settings
