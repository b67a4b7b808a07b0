// waymark rulebook check · show · diff: editions of the rules, without a service. `publish` needs one
// (rulebook_publish.cpp).
#include <memory>

#include "daemon/chart_files.hpp"
#include "daemon/cli/rulebook_show.hpp"
#include "daemon/cli/session.hpp"
#include "workflows/partner/eligibility/edition_difference.hpp"
#include "workflows/partner/eligibility/edition_words.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::cli {
namespace {

using partner::Edition;
using states::Value;

constexpr int found_something = 2;

void print_value(const Value& value) { Session::print_json(boost::json::parse(states::to_json(value))); }

std::string read(const std::string& path) {
    auto text = daemon::read_file(path);
    if (!text) throw Failure(found_something, text.error().message);
    return *std::move(text);
}

/// The findings of an error, each with its place, in the language asked for.
std::vector<Value> findings_of(const Error& error, const std::string& language) {
    std::vector<Value> all;
    for (const auto& each : error.details["findings"].array())
        all.emplace_back(
            Value::Object{{"place", each["place"]}, {"message", each["text"][language].string_or("")}});
    return all;
}

std::string line_of(const Value& finding) {
    const auto place = finding["place"].string_or("");
    return std::string(place) + (place.empty() ? "" : ": ") + std::string(finding["message"].string_or(""));
}

/// What the files say wrongly, each by itself and all together.
std::vector<Value> findings_in(const std::vector<std::string>& files, const std::string& language) {
    std::vector<Value> all;
    const auto take = [&](const Error& error) {
        for (auto& each : findings_of(error, language)) all.push_back(std::move(each));
    };
    std::vector<Edition> editions;
    for (const auto& file : files) {
        auto edition = partner::read_edition(read(file), file);
        if (edition)
            editions.push_back(*std::move(edition));
        else
            take(edition.error());
    }
    if (editions.empty()) return all;
    if (const auto together = partner::Editions::of(std::move(editions)); !together) take(together.error());
    return all;
}

int check(const Session& session, const std::vector<std::string>& files) {
    auto findings = findings_in(files, session.speech.language);
    const auto count = findings.size();
    if (session.wants_json()) {
        print_value(Value::Object{{"findings", Value::Array(findings.begin(), findings.end())}});
        return count == 0 ? 0 : found_something;
    }
    for (const auto& each : findings) std::cout << line_of(each) << '\n';
    const auto counted = [](std::size_t n, const std::string& what) {
        return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
    };
    if (session.speech.language == "ru")
        std::cerr << "Редакций: " << files.size() << ", замечаний: " << count << '\n';
    else
        std::cerr << counted(files.size(), "edition") << ", "
                  << (count == 0 ? "nothing found" : counted(count, "finding")) << '\n';
    return count == 0 ? 0 : found_something;
}

/// A version of those in the binary, or a file.
Edition edition_of(const Session& session, const std::string& name) {
    if (const auto* shipped = partner::shipped_editions().version(name)) return *shipped;
    auto edition = partner::read_edition(read(name), name);
    if (edition) return *std::move(edition);
    std::string all;
    for (const auto& each : findings_of(edition.error(), session.speech.language))
        all += (all.empty() ? "" : "\n") + line_of(each);
    throw Failure(found_something, all);
}

void show(const Session& session, const std::string& name) {
    const auto edition = name.empty() ? partner::shipped_editions().all().back() : edition_of(session, name);
    if (session.wants_json()) return print_value(partner::to_value(edition));
    show_edition(edition, session.speech.language, std::cout);
}

void diff(const Session& session, const std::string& before, const std::string& after) {
    const auto differences = partner::diff(edition_of(session, before), edition_of(session, after));
    if (session.wants_json()) {
        Value::Array all;
        for (const auto& each : differences) all.push_back(partner::to_value(each));
        return print_value(Value::Object{{"differences", std::move(all)}});
    }
    for (const auto& each : differences) std::cout << each.text.in(session.speech.language) << '\n';
}

}  // namespace

void add_rulebook_commands(CLI::App& app, Session& session, int& exit_code) {
    auto* rulebook = app.add_subcommand("rulebook", "editions of the program's rules")->require_subcommand(1);
    auto* checking = rulebook->add_subcommand("check", "find what editions' files say wrongly");
    auto files = std::make_shared<std::vector<std::string>>();
    checking->add_option("files", *files, "the files; several are one rulebook: their dates must fit")
        ->required();
    checking->footer(
        "Exit: 0 nothing was found, 2 findings, or a file that cannot be read. docs/rulebook.md has the "
        "format.\nExample: waymark rulebook check r1.toml r2.toml");
    checking->callback([=, &session, &exit_code] { exit_code = check(session, *files); });

    struct Names {
        std::string first, second;
    };
    auto names = std::make_shared<Names>();
    auto* showing = rulebook->add_subcommand("show", "an edition: what it demands, gives and counts");
    showing->add_option("edition", names->first,
                        "a version in the binary, or a file; default: the newest in the binary");
    showing->footer("Example: waymark rulebook show r1 --language ru");
    showing->callback([=, &session] { show(session, names->first); });

    auto* comparing = rulebook->add_subcommand("diff", "what one edition says differently from another");
    comparing->add_option("before", names->first, "a version in the binary, or a file")->required();
    comparing->add_option("after", names->second, "a version in the binary, or a file")->required();
    comparing->footer("Example: waymark rulebook diff r1 r2.toml");
    comparing->callback([=, &session] { diff(session, names->first, names->second); });
}

}  // namespace waymark::cli
