-- One row per published checkpoint and MVP in its latest record: the published figures beside those
-- of the same day by today's data (docs/rules.md section 12). level and goals_met are null if the
-- MVP is not on the roster of that day any more.
-- key: compared_on, mvp_id
select
    dates.as_of as compared_on,
    published_members.mvp_id,
    published_checkpoints.rules_digest != rule_settings.rules_digest as is_by_other_settings,
    published_members.level as published_level,
    rule_levels.label as published_level_label,
    members.level,
    members.level_label,
    published_members.goals_met as published_goals_met,
    members.goals_met,
from dates
join published_checkpoints
    on published_checkpoints.checkpoint = dates.as_of and published_checkpoints.is_latest
join published_members using (checkpoint, number)
left join rule_levels on rule_levels.level = published_members.level
left join members on members.mvp_id = published_members.mvp_id
cross join rule_settings
