-- One row per warning that applies: how many cases it has, what it means, and what to do.
-- key: warning
with counts as (
    select
        (select count(*) from reach where is_stale) as stale,
        (select count(*) from rejects) as rejected,
        (select count(*) from warnings) as contradictory,
        (select count(*) from build_files where encoding not like 'UTF%') as foreign_letters,
        (select sum(replaced)::bigint from build_files) as replaced,
        (select count(*) from members where tracks is null and status = 'active') as uncommitted,
        (select count(*) from nominees where stage = 'selected') as unlinked,
),
final as (select unnest([
        {'times': stale, 'warning': 'Tracks with old data', 'means': 'Nobody is flagged on them.',
            'to_do': 'Export them again, or enter in sources up to when they are complete.'},
        {'times': rejected, 'warning': 'Rejected rows', 'means': 'They are in no figure.',
            'to_do': 'Fix them in their files as the tables below say, and build again.'},
        {'times': contradictory, 'warning': 'Contradictory rows',
            'means': 'They are used as far as they make sense; the table below says how.',
            'to_do': 'Correct them in their files, and build again.'},
        {'times': foreign_letters, 'warning': 'Files not in Unicode',
            'means': 'They were read as Windows-1252, so some letters may be wrong.',
            'to_do': 'Check names with accents; a spreadsheet can save files as CSV UTF-8.'},
        {'times': replaced, 'warning': 'Replaced rows', 'means': 'A later file corrects them.',
            'to_do': 'There is nothing to do if the corrections are intended.'},
        {'times': uncommitted, 'warning': 'MVPs without a commitment',
            'means': 'They are judged by their best track.',
            'to_do': 'Enter their tracks in commitments.'},
        {'times': unlinked, 'warning': 'Selected nominees without an MVP',
            'means': 'They never move on to onboarding.',
            'to_do': 'Enter their mvp_id in nominations.'},
    ], recursive := true) from counts
)
select warning, times, means, to_do from final where times > 0 order by times desc, warning
