// The slices of journal.db.
#include "adapters/sqlite/failure.hpp"
#include "adapters/sqlite/journal.hpp"

namespace waymark::sqlite {

using runtime::InstanceId;

runtime::Bulk::Put SqliteJournal::put(InstanceId owner, std::uint32_t number, std::string_view bytes) {
    auto outcome = Put::kept;
    writing([&] {
        in_transaction(*writer_, "keeping a slice", [&] {
            Query known(*writer_, "SELECT bytes FROM slices WHERE owner = ? AND number = ?", owner.number,
                        number);
            if (known.step()) {
                outcome = known.bytes(0) == bytes ? Put::known : Put::different;
                return;
            }
            Query(*writer_, "INSERT INTO slices (owner, number, bytes) VALUES (?, ?, ?)")
                .run(owner.number, number, Blob(bytes));
        });
    });
    return outcome;
}

void SqliteJournal::erase(InstanceId owner, std::uint32_t number) {
    writing([&] {
        in_transaction(*writer_, "erasing a slice", [&] {
            Query(*writer_, "DELETE FROM slices WHERE owner = ? AND number = ?").run(owner.number, number);
        });
    });
}

std::vector<std::uint32_t> SqliteJournal::slices(InstanceId owner) {
    std::vector<std::uint32_t> numbers;
    if (without_slices_) return numbers;
    Readers::Lease reader(readers_);
    guarded(*reader, "reading slices", [&] {
        Query query(*reader, "SELECT number FROM slices WHERE owner = ? ORDER BY number", owner.number);
        while (query.step()) numbers.push_back(query.number<std::uint32_t>(0));
    });
    return numbers;
}

std::optional<std::string> SqliteJournal::slice(InstanceId owner, std::uint32_t number) {
    if (without_slices_) return std::nullopt;
    Readers::Lease reader(readers_);
    return guarded(*reader, "reading a slice", [&]() -> std::optional<std::string> {
        Query query(*reader, "SELECT bytes FROM slices WHERE owner = ? AND number = ?", owner.number, number);
        if (!query.step()) return std::nullopt;
        return query.text(0);
    });
}

std::vector<InstanceId> SqliteJournal::owners() {
    std::vector<InstanceId> all;
    if (without_slices_) return all;
    Readers::Lease reader(readers_);
    guarded(*reader, "reading slices", [&] {
        Query query(*reader, "SELECT DISTINCT owner FROM slices ORDER BY owner");
        while (query.step()) all.push_back({query.number<std::uint64_t>(0)});
    });
    return all;
}

}  // namespace waymark::sqlite
