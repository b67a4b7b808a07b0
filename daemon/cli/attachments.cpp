// waymark attachment add|get: files that belong to something. The rest of `attachment` is every collection's
// (collections.cpp).
#include "workflows/partner/attachments/attachments.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <unistd.h>

#include "daemon/cli/session.hpp"
#include "workflows/partner/attachments/file_type.hpp"
#include "workflows/runtime/record.hpp"

namespace waymark::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = partner::most_attachment_part_bytes;
constexpr std::size_t most_bytes = partner::most_attachment_parts * part_bytes;

struct Words {
    std::string file, to, kind, media_type, id, save;
    bool force = false;
};

std::string path_of(const std::string& id) { return "/api/v1/attachments/" + encode_query(id); }

/// By its name; the service looks into it.
std::string media_type_of(const std::string& file) {
    std::string known;
    for (const auto& type : partner::file_types()) {
        if (partner::fault_in_name(type, file).empty()) return std::string(type.media_type);
        known += (known.empty() ? "" : " ") + std::string(type.extensions);
    }
    throw Failure(2, "Files of this name are not attached: it ends in none of " + known +
                         ". Say what it is with --media-type, or rename it.");
}

std::string read_file(const std::string& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    if (!error && size == 0) throw Failure(1, "The file " + file + " is empty.");
    if (!error && size > most_bytes)
        throw Failure(1, "The file " + file + " has " + std::to_string(size) +
                             " bytes; 10 MiB (10485760) are taken at most.");
    std::ifstream in(file, std::ios::binary);
    std::string bytes(error ? 0 : size, '\0');
    if (error || !in.read(bytes.data(), static_cast<std::streamsize>(size)))
        throw Failure(74, "The file " + file + " cannot be read.");
    return bytes;
}

std::string reason_of(const std::string& problem) {
    if (problem == "OTHER_TYPE") return "its content is not of the type that it is said to be";
    if (problem == "OTHER_NAME") return "its name ends as those of another type do";
    if (problem == "MACROS") return "it has macros in it; save it without them";
    if (problem == "OTHER_BYTES") return "other bytes came than were sent; send it again";
    return problem;
}

void send_parts(const Client& client, const std::string& id, const std::string& bytes) {
    const bool on_terminal = ::isatty(STDERR_FILENO) != 0;
    for (std::size_t at = 0, number = 1; at < bytes.size(); at += part_bytes, ++number) {
        (void)client.put(path_of(id) + "/parts/" + std::to_string(number), bytes.substr(at, part_bytes),
                         "application/octet-stream");
        if (on_terminal)
            std::cerr << '\r' << std::min(at + part_bytes, bytes.size()) * 100 / bytes.size() << " % sent"
                      << std::flush;
    }
    if (on_terminal) std::cerr << '\n';
}

void add(Session& session, const Words& words) {
    const auto client = session.client();
    const auto name = fs::path(words.file).filename().string();
    const auto media_type = words.media_type.empty() ? media_type_of(name) : words.media_type;
    const auto bytes = read_file(words.file);
    const auto begun =
        client.post("/api/v1/attachments",
                    boost::json::object{
                        {"of", words.to}, {"kind", words.kind}, {"file", name}, {"media_type", media_type}});
    const auto id = plain(begun.at("instance"), "id");
    send_parts(client, id, bytes);
    (void)client.post(
        path_of(id) + "/events",
        boost::json::object{
            {"event", "complete"},
            {"data", boost::json::object{{"size", bytes.size()}, {"sha256", runtime::sha256_hex(bytes)}}}});
    const auto attachment = settled(client, path_of(id));
    print_instance(session, attachment);
    if (plain(attachment, "state") == "refused")
        throw Failure(1,
                      "The file is not taken: " + reason_of(plain(attachment.at("data"), "problem")) + ".");
}

/// A name that somebody else wrote leads nowhere but into this folder.
std::string own_name(const std::string& theirs, const std::string& id) {
    auto name = fs::path(theirs).filename().string();
    return name.empty() || name == "." || name == ".." ? "attachment-" + id : name;
}

void save(const std::string& file, const std::string& bytes, bool force) {
    if (!force && fs::exists(fs::symlink_status(file)))
        throw Failure(1, "There is a file " + file + " already; --save names another, --force replaces it.");
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << bytes << std::flush;
    if (!out) throw Failure(74, "The file " + file + " cannot be written.");
    std::cerr << "Saved as " << file << ", " << bytes.size() << " bytes.\n";
}

void get(Session& session, const Words& words) {
    const auto reply = session.client().get(path_of(words.id) + "/content");
    if (words.save == "-")
        std::cout << reply.body << std::flush;
    else
        save(words.save.empty() ? own_name(reply.file_name, words.id) : words.save, reply.body, words.force);
}

}  // namespace

void add_attachment_commands(CLI::App& app, Session& session) {
    auto* group = app.get_subcommand("attachment");
    auto words = std::make_shared<Words>();
    auto* adding = group->add_subcommand("add", "attach a file to something: 10 MiB at most");
    adding->add_option("file", words->file, "PDF, PNG, JPEG, text or CSV in UTF-8, DOCX, XLSX, PPTX")
        ->required()
        ->check(CLI::ExistingFile);
    adding->add_option("--to", words->to, "what it belongs to, by id")->required();
    adding->add_option("--kind", words->kind, "business-plan, score-sheet or evidence")->required();
    adding->add_option("--media-type", words->media_type, "if its name does not say it");
    adding->footer("Example: waymark attachment add plan.pdf --to PLAN --kind business-plan");
    adding->callback([=, &session] { add(session, *words); });
    auto* getting = group->add_subcommand("get", "save an attached file");
    getting->add_option("id", words->id, "its id")->required();
    getting->add_option("--save", words->save, "where; without it here, under its own name; - writes it out");
    getting->add_flag("--force", words->force, "replace a file that is there");
    getting->footer("Example: waymark attachment get ID --save plan.pdf");
    getting->callback([=, &session] { get(session, *words); });
}

}  // namespace waymark::cli
