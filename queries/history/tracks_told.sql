-- One row per record of what was told on an earlier day, MVP and track: what was told, beside what
-- is known of that day now (docs/rules.md section 12). told_done … is null when nothing was told,
-- and done … when that MVP is not known of that day any more.
with records as (
    select
        told_checkpoints.*,
        told_checkpoints.rules_digest != rule_settings.rules_digest as is_by_other_settings,
    from told_checkpoints
    join dates on dates.as_of = told_checkpoints.checkpoint
    cross join rule_settings
),
known as (
    select records.checkpoint, records.number, progress.* from progress cross join records
),
final as (
    select
        records.checkpoint as moment,
        records.number,
        records.is_latest,
        records.reason,
        records.is_by_other_settings,
        mvp_id,
        track,
        coalesce(told_progress.committed or known.is_judged, told_progress.committed,
            known.is_judged) as is_judged,
        told_progress.committed as told_committed,
        told_progress.done as told_done,
        told_progress.expected as told_expected,
        told_progress.level as told_level,
        known.is_committed,
        known.done,
        known.expected,
        known.level,
    from told_progress
    full join known using (checkpoint, number, mvp_id, track)
    join records using (checkpoint, number)
)
select * from final
