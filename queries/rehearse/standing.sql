-- One row per MVP of this year's roster and figure that a rehearsal compares (docs/rules.md
-- section 17): the level of each judged track, and the level, the risk and the renewal stage of the
-- MVP as a whole, of whom the track is empty. label is the word for people. A figure that is not
-- there has no row.
-- key: mvp_id, figure, track
with figures as (
    select mvp_id, 'track' as figure, track, track_title, track_rank, level as word,
        level_label as label,
    from progress
    where is_judged
    union all by name
    select mvp_id, 'level' as figure, level as word, level_label as label from members
    union all by name
    select mvp_id, 'risk' as figure, rule_risks.risk as word, rule_risks.label
    from members
    join rule_risks using (risk)
    union all by name
    select mvp_id, 'stage' as figure, renewal_stage as word, renewal_stage_label as label
    from members
),
final as (
    select
        members.mvp_id,
        members.name,
        members.team,
        figures.figure,
        coalesce(figures.track, '') as track,
        coalesce(figures.track_title, '') as track_title,
        coalesce(figures.track_rank, 0) as track_rank,
        figures.word,
        figures.label,
    from members
    join figures using (mvp_id)
    where figures.word is not null
)
select * from final
