-- One row per word in a raw export that its mapping gives no meaning: how many rows have it, which
-- are not used, and to which key of the mapping to add it. line is the first of these rows.
-- key: file, line, column, word
select
    raw_files.source,
    warnings."column",
    warnings.value as word,
    warnings.times as "rows",
    warnings.to_do as hint,
    warnings.file,
    warnings.line,
from warnings
left join raw_files using (file)
where warnings.warning = 'unmapped_value'
order by "rows" desc, source, "column", word, file, line
