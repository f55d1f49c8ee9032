"""The classic job as a pipeline of generators: parsed, filtered, aggregated, saved."""

import sys


def parsed(lines, bad):
    for line in lines:
        fields = line.rstrip("\n").split(",")
        try:
            if len(fields) < 3 or not all(map(str.startswith, fields, ("id=", "metric=", "status="))):
                raise ValueError(line)
            yield int(fields[0][3:]), int(fields[1][7:]), fields[2][7:]
        except ValueError:
            bad.append(line)


def kept(records):
    for identifier, metric, status in records:
        if status == "active" and metric % 3 == 0:
            yield identifier, metric


def aggregated(records, totals):
    for identifier, metric in records:
        totals[0] += 1
        totals[1] += metric
        if totals[0] % 10_000 == 0:
            yield identifier, totals[0], totals[1]


def main(source, target):
    totals, bad = [0, 0], []
    with open(source) as lines, open(target, "w") as rows:
        rows.write("id,count,sum\n")
        for row in aggregated(kept(parsed(lines, bad)), totals):
            rows.write("%d,%d,%d\n" % row)
    print(totals[0], totals[1], len(bad))


main(*sys.argv[1:])
