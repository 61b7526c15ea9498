-- One row per contribution whose title may be compared (docs/rules.md section 19): its title in the
-- form in which titles are compared, and the numbers in it. is_own is false for a title that is
-- that of a question, or of a contribution that does not count: only a claim is compared with it.
-- key: contribution_id
with looked_at as (
    select
        min(years.first_day) - max(rule_patterns.days) as from_on,
        max(years.as_of) as to_on,
    from rule_patterns
    join years on years.is_current
),
titled as (
    select
        contributions.contribution_id,
        contributions.mvp_id,
        contributions.track,
        contributions.day,
        contributions.counted and rule_tracks.has_answers is false as is_own,
        trim(regexp_replace(
            lower(nfc_normalize(contributions.title)), '[^\p{L}\p{M}\p{N}]+', ' ', 'g'
        )) as title,
    from contributions
    join looked_at on contributions.day between looked_at.from_on and looked_at.to_on
    left join rule_tracks using (track)
    where
        is_own
        or contributions.mvp_id in (
            select mvp_id from events where contribution_id is not null
        )
),
final as (
    select *, regexp_extract_all(title, '\p{N}+') as numbers from titled where title != ''
)
select * from final
