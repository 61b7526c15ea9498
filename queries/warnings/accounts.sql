-- One row per row of accounts that contradicts itself or another one, and per contradiction, and
-- one per source without raw files (docs/contract.md, Warnings). `account_key` is the text that is
-- compared; raw_sources are the sources of the raw files, none where there are no such files.
-- `most_compared` is how many rows of an account the others are compared with.
-- key: file_number, line, warning
with dated as (
    select
        file_number,
        line,
        source,
        mvp_id,
        account_key(source) as source_key,
        account_key(account) as key,
        coalesce(from_on, '-infinity'::date) as first_on,
        coalesce(to_on, 'infinity'::date) as last_on,
        source || ', ' || account as what,
        row_number() over (partition by source_key, key order by file_number, line) as place,
    from used
),
overlapping as (
    select
        dated.*,
        others.mvp_id as other_id,
        (others.file_number, others.line) < (dated.file_number, dated.line) as is_later,
    from dated
    join dated as others
        on others.source_key = dated.source_key
        and others.key = dated.key
        and others.place <= most_compared()
        and others.first_on <= dated.last_on
        and others.last_on >= dated.first_on
    where dated.first_on <= dated.last_on and others.first_on <= others.last_on
),
worded as (
    select
        file_number,
        line,
        'same_account' as warning,
        what || ': ' || array_to_string(list_sort(list(distinct other_id)), ', ') as value,
        1 as times,
    from overlapping
    group by file_number, line, what
    having count(distinct other_id) > 1
    union all
    select distinct file_number, line, 'account_twice', what || ': ' || mvp_id, 1
    from overlapping
    where other_id = mvp_id and is_later
    union all
    select
        file_number,
        line,
        'ends_before_it_begins',
        what || ': ' || first_on || ' to ' || last_on,
        1,
    from dated
    where last_on < first_on
    union all
    select
        min(file_number),
        arg_min(line, (file_number, line)),
        'source_without_files',
        arg_min(source, (file_number, line)),
        count(*),
    from dated
    where
        exists (from raw_sources)
        and source_key not in (select account_key(source) from raw_sources)
    group by source_key
)
select file_number, line, warning, value, times from worded
