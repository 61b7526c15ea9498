-- One row per record of a published checkpoint, MVP and track: the published figures beside those
-- of the same day by today's data (docs/rules.md section 12). published_done … are null if nothing
-- was published for the MVP, done … if the MVP is not on the roster of that day any more.
-- was_told is false for who had left by then as published: nobody writes to them.
-- key: compared_on, number, mvp_id, track
with records as (
    select
        published_checkpoints.*,
        published_checkpoints.rules_digest != rule_settings.rules_digest as is_by_other_settings,
    from published_checkpoints
    join dates on dates.as_of = published_checkpoints.checkpoint
    cross join rule_settings
),
known as (
    select records.checkpoint, records.number, progress.* from progress cross join records
),
final as (
    select
        records.checkpoint as compared_on,
        records.number,
        records.is_latest,
        records.reason,
        records.is_by_other_settings,
        mvp_id,
        track,
        coalesce(published_progress.committed or known.is_judged, published_progress.committed,
            known.is_judged) as is_judged,
        published_progress.committed as published_committed,
        published_progress.done as published_done,
        published_progress.expected as published_expected,
        published_progress.level as published_level,
        rule_levels.label as published_level_label,
        known.is_committed,
        known.done,
        known.expected,
        known.level,
        known.level_label,
        published_members.status is distinct from 'left' as was_told,
    from published_progress
    full join known using (checkpoint, number, mvp_id, track)
    join records using (checkpoint, number)
    left join published_members using (checkpoint, number, mvp_id)
    left join rule_levels on rule_levels.level = published_progress.level
)
select * from final
