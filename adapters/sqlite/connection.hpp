// A connection to one file, with its prepared statements kept for the next use. Not a pool; knows no tables.
// Thread: one at a time.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <concepts>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace waymark::sqlite {

/// A parameter that goes in as a BLOB; std::string goes in as TEXT.
struct Blob {
    explicit Blob(std::string_view content) : bytes(content) {}
    explicit Blob(std::span<const std::uint8_t> content)
        : bytes(reinterpret_cast<const char*>(content.data()), content.size()) {}
    std::string_view bytes;
};

class Query;

class Connection {
  public:
    /// Throws SQLite::Exception, as all here and in Query.
    Connection(const std::string& path, int flags, const std::string& vfs);

    [[nodiscard]] SQLite::Database& database() { return database_; }
    [[nodiscard]] sqlite3* handle() { return database_.getHandle(); }
    void execute(const std::string& sql) { database_.exec(sql); }
    /// What a PRAGMA answers.
    [[nodiscard]] std::int64_t pragma(const std::string& name);

  private:
    friend class Query;
    using Statements =
        std::vector<std::unique_ptr<SQLite::Statement>>;  // idle ones; a query may nest in itself

    SQLite::Database database_;
    std::unordered_map<std::string, Statements> idle_;
};

/// A statement in use. Parameters must live until it has run: they are not copied.
class Query {
  public:
    template <class... Parameters>
    Query(Connection& connection, const std::string& sql, const Parameters&... parameters)
        : idle_(connection.idle_[sql]) {
        take(connection, sql);
        (bind(parameters), ...);
    }
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    /// One more parameter.
    void bind(const Blob& value) {
        statement_->bindNoCopy(++bound_, value.bytes.data(), static_cast<int>(value.bytes.size()));
    }
    void bind(const std::string& value) { statement_->bindNoCopy(++bound_, value); }
    void bind(std::integral auto value) { statement_->bind(++bound_, static_cast<std::int64_t>(value)); }

    /// Ready for other parameters.
    void reset();
    /// False: there is no further row.
    bool step() { return statement_->executeStep(); }
    /// To its end with these parameters, and ready for others.
    template <class... Parameters>
    void run(const Parameters&... parameters) {
        (bind(parameters), ...);
        run_to_end();
    }

    template <class Number = std::int64_t>
    [[nodiscard]] Number number(int column) const {
        return static_cast<Number>(statement_->getColumn(column).getInt64());
    }
    /// Valid until the next step.
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] std::string text(int column) const { return std::string(bytes(column)); }

  private:
    void take(Connection& connection, const std::string& sql);
    void run_to_end();

    Connection::Statements& idle_;
    std::unique_ptr<SQLite::Statement> statement_;
    int bound_ = 0;
};

}  // namespace waymark::sqlite
