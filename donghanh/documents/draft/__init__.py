"""The draft of a paper under review: plain JSON between what the reader read and what becomes a document.

It knows no database. `shape` says what a draft is made of, `begin` makes one from a reading, `edits` changes
one value at a time and notices that somebody else changed it first, `faults` says what keeps it from being
confirmed.

    {"head": {"kind": Field, "number": Field, …},
     "bases": [Item, …], "tasks": [Item, …], …,
     "names": {key: Choice},
     "distinct": [key, …]}  # papers that look alike but are others, as somebody decided; may be absent

A Choice says what a name means: `{"written": "Các Sở: Nội vụ; Tài chính", "means": [Meant, …]}`. A Meant
is one of `{"unit": id}`, `{"group": id}`, `{"body": id}`, `{"new_body": name}` and
`{"new_group": {"owner": id, "name": …, "levels": […], "kinds": […], "directly_below": bool, "name_has": …}}`.
No Meant: left open on purpose. What nobody chose is not in `names`; then the suggestion of `naming` holds if
it is sure, else the name stays open.

A Field or Item carries `id` (`head.number`, `t3`), `span` ([start, end] in the text, or null), `confidence`
(null once a person wrote it), `checked` (a person looked at it), `removed`. A Field has its `value`; an Item
has the fields of its list (`shape.LISTS`).
"""
