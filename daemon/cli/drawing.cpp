// waymark chart draw: a document, or an instance with where it stands.
#include <fstream>
#include <iostream>
#include <map>
#include <memory>

#include "daemon/chart_draw.hpp"
#include "daemon/chart_files.hpp"
#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

struct Words {
    std::string file, format = "svg", instance, output;
};

const std::map<std::string, daemon::PictureFormat> formats = {{"svg", daemon::PictureFormat::svg},
                                                              {"mermaid", daemon::PictureFormat::mermaid},
                                                              {"dot", daemon::PictureFormat::dot}};

/// Where the instance stands; `document` becomes the text of its definition when there is none yet.
diagrams::Standing standing_of(const Session& session, const std::string& id, std::string& document) {
    const auto client = session.client();
    const auto instance = client.get("/api/v1/instances/" + encode_query(id)).json();
    diagrams::Standing standing;
    for (const auto& state : instance.at("configuration").as_array())
        standing.active.emplace_back(state.as_string());
    if (const auto& next = instance.at("next_event"); next.is_object()) {
        standing.next_event = plain(next, "event");
        standing.next_due = session.speech.instant(plain(next, "due"));
    }
    if (document.empty())
        document = client
                       .get("/api/v1/definitions/" + encode_query(plain(instance, "workflow")) + "/" +
                            plain(instance, "definition"))
                       .body;
    return standing;
}

void draw(const Session& session, const Words& words) {
    if (words.file.empty() && words.instance.empty())
        throw Failure(2, "Name the document to draw, or an instance with --instance.");
    daemon::ChartDraw options;
    options.format = formats.at(words.format);
    options.language = session.speech.language;
    std::string document;
    if (!words.file.empty()) {
        auto read = daemon::read_file(words.file);
        if (!read) throw Failure(2, read.error().message);
        document = *std::move(read);
    }
    if (!words.instance.empty()) options.standing = standing_of(session, words.instance, document);
    const auto picture =
        daemon::chart_draw(document, words.file.empty() ? "the instance's definition" : words.file, options);
    if (!picture) {
        std::string all;
        const auto& findings = picture.error().details["findings"];
        if (findings.is_array())
            for (const auto& finding : findings.array())
                all += std::string(finding["place"].string_or("")) + ": " +
                       std::string(finding["message"].string_or("")) + "\n";
        if (all.empty()) all = picture.error().place + ": " + picture.error().message + "\n";
        all.pop_back();
        throw Failure(2, all);
    }
    if (words.output.empty()) {
        std::cout << *picture;
        return;
    }
    std::ofstream out(words.output, std::ios::binary | std::ios::trunc);
    out << *picture;
    if (!out.flush())
        throw Failure(74, "“" + words.output + "” cannot be written; check the folder and its room.");
}

}  // namespace

void add_draw_commands(CLI::App& app, Session& session) {
    auto words = std::make_shared<Words>();
    auto* command = app.get_subcommand("chart")->add_subcommand(
        "draw", "a document, or where an instance stands, as a picture");
    command->add_option("file", words->file, "the document; with --instance its own, if left out");
    command->add_option("--format", words->format, "svg, mermaid or dot")
        ->check(CLI::IsMember({"svg", "mermaid", "dot"}))
        ->capture_default_str();
    command->add_option("--instance", words->instance, "mark this instance's active states and next timer");
    command->add_option("--output", words->output, "the file to write; default: standard output");
    command->footer(
        "Examples: waymark chart draw door.scxml --output door.svg\n"
        "          waymark chart draw --instance ID --language ru --output where.svg\n"
        "          waymark chart draw door.scxml --format dot | dot -Tpng -o door.png");
    command->callback([=, &session] { draw(session, *words); });
}

}  // namespace waymark::cli
