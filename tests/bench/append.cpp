#include <SQLiteCpp/SQLiteCpp.h>
#include <string>

#include "adapters/clock/system_clock.hpp"
#include "tests/bench/measures.hpp"

namespace waymark::bench {

double append_records(const std::filesystem::path& folder, std::size_t commits, std::size_t batch) {
    const auto path = folder / "append.db";
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("CREATE TABLE IF NOT EXISTS journal (sequence INTEGER PRIMARY KEY, record BLOB NOT NULL)");
    SQLite::Statement insert(database, "INSERT INTO journal (record) VALUES (?)");
    const std::string record(400, 'r');
    const clock::SystemClock clock;
    const auto start = clock.boottime();
    for (std::size_t i = 0; i < commits; ++i) {
        database.exec("BEGIN IMMEDIATE");
        for (std::size_t row = 0; row < batch; ++row) {
            insert.bindNoCopy(1, record.data(), static_cast<int>(record.size()));
            insert.exec();
            insert.reset();
        }
        database.exec("COMMIT");
    }
    const auto time = clock.boottime() - start;
    return static_cast<double>(commits * batch) * 1e6 / static_cast<double>(time.count());
}

}  // namespace waymark::bench
