// waymark template list|preview
#include <memory>

#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

std::string joined(const boost::json::value& texts) {
    std::string all;
    for (const auto& text : texts.as_array())
        all.append(all.empty() ? "" : ", ").append(std::string_view(text.as_string()));
    return all;
}

void print_templates(const Session& session, const boost::json::value& page) {
    if (session.wants_json()) return Session::print_json(page);
    Table table({"MESSAGE", "SENT BY", "FIELDS"});
    for (const auto& each : page.at("items").as_array())
        table.add({plain(each, "message"), joined(each.at("workflows")), joined(each.at("fields"))});
    table.print(std::cout);
}

void print_preview(const Session& session, const boost::json::value& letter) {
    if (session.wants_json()) return Session::print_json(letter);
    if (letter.at("sample").as_bool())
        std::cerr << "There was no such message yet: the fields are made up.\n";
    const auto& to = letter.at("to");
    if (!to.at("address").is_null()) {
        std::cout << "To: ";
        if (!to.at("name").is_null()) std::cout << plain(to, "name") << ' ';
        std::cout << '<' << plain(to, "address") << ">\n";
    }
    std::cout << "Subject: " << plain(letter, "subject") << "\n\n" << plain(letter, "text");
    for (const auto& attachment : letter.at("attachments").as_array())
        std::cout << "\n--- " << plain(attachment, "name") << " (" << plain(attachment, "content_type")
                  << ")\n"
                  << plain(attachment, "text");
}

}  // namespace

void add_template_commands(CLI::App& app, Session& session) {
    auto* group = app.add_subcommand("template", "what the program writes to people")->require_subcommand(1);
    group->add_subcommand("list", "the messages it sends, and their fields")->callback([&session] {
        print_templates(session, session.client().get("/api/v1/templates").json());
    });
    struct Words {
        std::string message, partner;
    };
    auto words = std::make_shared<Words>();
    auto* preview = group->add_subcommand("preview", "a letter as it would be written now");
    preview->add_option("message", words->message, "which; `template list` names them")->required();
    preview->add_option("--partner", words->partner, "the partner that it is about")->required();
    preview->footer(
        "Without --language it is the recipient's.\n"
        "Example: waymark template preview quit.accepted --partner ID --language en");
    const auto* language = app.get_option("--language");
    preview->callback([=, &session] {
        auto path = "/api/v1/templates/" + encode_query(words->message) +
                    "/preview?partner=" + encode_query(words->partner);
        if (language->count() > 0) path += "&language=" + session.speech.language;
        print_preview(session, session.client().get(path).json());
    });
}

}  // namespace waymark::cli
