#include "daemon/journal_verify.hpp"

#include <iostream>
#include <unistd.h>

#include "adapters/sqlite/journal.hpp"
#include "adapters/sqlite/projections.hpp"
#include "daemon/data_folder.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/slice_verification.hpp"
#include "workflows/runtime/definitions.hpp"
#include "workflows/runtime/verification.hpp"

namespace waymark::daemon {
namespace {

int refuse(const Error& error, std::ostream& err) {
    err << error.message << "\n  at " << error.place << '\n';
    return 78;
}

/// The file's own structure, before anything that stands in it is believed.
template <class File>
void add_damage(runtime::Verified& verified, File& file, const char* name, const char* cure) {
    for (auto& damage : file.damage()) {
        verified.findings.push_back({0, std::string(name) + ": " + std::move(damage), cure});
        ++verified.found;
    }
}

void print(const runtime::Verified& verified, std::ostream& out) {
    for (const auto& finding : verified.findings) {
        if (finding.sequence != 0) out << "record " << finding.sequence << ": ";
        out << finding.what << '\n';
        if (!finding.cure.empty()) out << "    " << finding.cure << '\n';
    }
    if (verified.found > verified.findings.size())
        out << "… and " << verified.found - verified.findings.size() << " more\n";
    out << verified.records << " records, " << verified.instances << " instances, " << verified.timers
        << " timers, " << verified.outbox
        << " messages: " << (verified.found == 0 ? "in order" : "NOT in order") << '\n';
}

void print_json(const runtime::Verified& verified, std::ostream& out) {
    states::Value::Array findings;
    for (const auto& finding : verified.findings)
        findings.push_back(states::Value::Object{{"record", static_cast<double>(finding.sequence)},
                                                 {"what", finding.what},
                                                 {"cure", finding.cure}});
    const states::Value all = states::Value::Object{{"in_order", verified.found == 0},
                                                    {"records", static_cast<double>(verified.records)},
                                                    {"instances", static_cast<double>(verified.instances)},
                                                    {"timers", static_cast<double>(verified.timers)},
                                                    {"outbox", static_cast<double>(verified.outbox)},
                                                    {"found", static_cast<double>(verified.found)},
                                                    {"findings", std::move(findings)}};
    out << states::to_json(all) << '\n';
}

runtime::Progress progress_on(std::ostream& err) {
    if (::isatty(STDERR_FILENO) == 0) return {};
    return [&err](runtime::Sequence done, runtime::Sequence of) {
        err << '\r' << done << " of " << of << " records" << (done == of ? "\n" : "") << std::flush;
    };
}

}  // namespace

int journal_verify(const std::filesystem::path& path, bool json, std::ostream& out, std::ostream& err) {
    if (!std::filesystem::is_directory(path))
        return refuse({"data-folder",
                       "There is no such folder. Name the service's data folder (--data).",
                       path.string(),
                       {}},
                      err);
    const auto folder = DataFolder::open(path);
    if (!folder) return refuse(folder.error(), err);
    const sqlite::Options reading{.read_only = true, .vfs = {}};
    auto journal = sqlite::SqliteJournal::open(folder->journal().string(), reading);
    if (!journal) return refuse(journal.error(), err);
    auto projections = sqlite::SqliteProjections::open(folder->projections().string(), reading);
    if (!projections) return refuse(projections.error(), err);

    runtime::Definitions definitions(partner::chart_functions());
    for (const auto& row : (*journal)->definitions())
        if (auto added = definitions.add(row, row.workflow + ", version " + std::to_string(row.version));
            !added)
            return refuse(added.error(), err);
    const auto definition_of = [&](std::uint32_t number) { return definitions.find(number); };
    auto verified = runtime::verify(**journal, **projections, definition_of, progress_on(err));
    for (auto& finding : partner::verify_slices(**journal, **journal, definition_of)) {
        verified.findings.push_back(std::move(finding));
        ++verified.found;
    }
    add_damage(verified, **journal, "journal.db", "Restore the newest backup that verifies.");
    add_damage(
        verified, **projections, "projections.db",
        "Stop the service and delete projections.db: it is built again from the journal at the next start.");
    json ? print_json(verified, out) : print(verified, out);
    return verified.found == 0 ? 0 : 1;
}

}  // namespace waymark::daemon
