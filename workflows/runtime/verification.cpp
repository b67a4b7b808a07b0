#include "workflows/runtime/verification.hpp"

#include "workflows/runtime/audit.hpp"
#include "workflows/runtime/replay.hpp"
#include "workflows/runtime/write_back.hpp"

namespace waymark::runtime {

namespace {

constexpr Sequence progress_every = 10'000;

/// What the projections say, but for what is newer than their mark: that may be written half, and the replay
/// writes it anew.
void compare_projections(Audit& audit, Snapshot& snapshot, Sequence last) {
    const auto mark = snapshot.mark();
    if (mark > last)
        return audit.report({mark, "projections.db is ahead of the journal: it belongs to another one.",
                             "Delete projections.db: it is built again from the journal at the next start."});
    auto actual = outline_of(snapshot);
    std::erase_if(actual, [&](const OutlineLine& line) {
        switch (line.kind) {
            case OutlineLine::Kind::instance:
                return audit.moved_after(InstanceId{line.name[0]}, mark);
            case OutlineLine::Kind::timer:
                return audit.moved_after(InstanceId{line.name[1]}, mark);
            case OutlineLine::Kind::delivery:
                return audit.told_after({line.name[0], static_cast<std::uint32_t>(line.name[1])}, mark);
            default:
                return line.record > mark && line.record <= last;
        }
    });
    audit.verified().timers =
        static_cast<std::uint64_t>(std::ranges::count(actual, OutlineLine::Kind::timer, &OutlineLine::kind));
    compare(audit.expected(mark), actual,
            [&](VerificationFinding finding) { audit.report(std::move(finding)); });
}

}  // namespace

Verified verify(Journal& journal, Projections& projections, const DefinitionOf& definition_of,
                const Progress& progress) {
    // The snapshot before the journal: so the journal is never behind it, though a running service goes on.
    const auto snapshot = projections.snapshot();
    const auto last = journal.last().sequence;
    Audit audit(definition_of, journal);
    Sequence end = 0;
    journal.scan(1, [&](const EncodedRecord& encoded) {
        audit.take(encoded);
        end = encoded.sequence;
        if (progress && encoded.sequence % progress_every == 0) progress(encoded.sequence, last);
        return true;
    });
    audit.finish(last);
    if (progress) progress(end, end);
    compare_projections(audit, *snapshot, end);
    return std::move(audit.verified());
}

Done rebuild(Journal& journal, Projections& empty, const DefinitionOf& definition_of) {
    CHECK(empty.snapshot()->mark() == 0, "only empty projections can be rebuilt");
    Window window(empty);
    const auto write_all = [&] {
        while (const auto generation = window.begin_write_back()) {
            write_generation(*generation, empty, std::nullopt);
            window.end_write_back();
        }
    };
    if (auto replayed = replay_tail(journal, empty, definition_of, window, write_all); !replayed)
        return std::move(replayed).error();
    write_all();
    empty.settle();
    return done();
}

std::vector<VerificationFinding> compare(Snapshot& expected, Snapshot& actual) {
    std::vector<VerificationFinding> findings;
    if (expected.mark() != actual.mark())
        findings.push_back({actual.mark(),
                            "The marks differ: " + std::to_string(expected.mark()) + " and " +
                                std::to_string(actual.mark()) + ".",
                            "Write all back before comparing."});
    compare(outline_of(expected), outline_of(actual),
            [&](VerificationFinding finding) { findings.push_back(std::move(finding)); });
    return findings;
}

}  // namespace waymark::runtime
