// What ./dev bench measures. Each takes one run and gives its figures under names that stay.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "tests/bench/figures.hpp"

namespace waymark::bench {

/// The folder of the engines that are measured against; nothing when it is not there.
std::optional<std::filesystem::path> peers();

/// CPU, memory, disk, kernel, compiler, SQLite.
std::vector<std::pair<std::string, std::string>> machine_facts(const std::filesystem::path& data);

/// The interpreter alone on the peers' chart: events a second on one machine.
class BareSteps {
  public:
    explicit BareSteps(const std::filesystem::path& chart);
    ~BareSteps();
    /// Steps a second.
    double run(std::size_t steps);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// The peers' hand-written switch, compiled here: what a chart costs at least.
class HandWritten {
  public:
    explicit HandWritten(const std::filesystem::path& source);
    ~HandWritten();
    double run(std::size_t steps);

  private:
    std::filesystem::path folder_;
};

/// One partner's five specializations over and over: 20 employees, 12 months of 20 services. Assessments a
/// second, with their texts.
double assess_partners(std::size_t partners);

/// The real service with partners that have employees, certificates, solutions, plans and a year of
/// consumption, asked over HTTP.
class Judging {
  public:
    explicit Judging(std::size_t partners);
    ~Judging();
    /// Seconds until every partner is judged for all specializations that it does not have.
    double all();
    /// Microseconds for one partner with all its texts: the median of 501.
    double one();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// The same in a rehearsal, a month before a window: its campaign's list waits for its approval.
class Listing {
  public:
    explicit Listing(std::size_t partners);
    ~Listing();
    struct Listed {
        double seconds = 0;     // until the list, asked for anew, stands
        double longest_ms = 0;  // that one of the events took that a client sent meanwhile
    };
    Listed run();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Records of a usual size into a table, synced, `batch` a commit: what SQLite gives at most. Records a
/// second.
double append_records(const std::filesystem::path& folder, std::size_t commits, std::size_t batch);

/// The real service on a fresh folder, asked over HTTP by clients that each wait for their answer.
class DurableEvents {
  public:
    DurableEvents();
    ~DurableEvents();
    struct Result {
        double events_per_second = 0, p50_us = 0, p99_us = 0;
        double server_cpu_us = 0, clients_cpu_us = 0;  // of one event
    };
    Result run(unsigned clients, std::uint64_t events);
    [[nodiscard]] const std::filesystem::path& folder() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace waymark::bench
