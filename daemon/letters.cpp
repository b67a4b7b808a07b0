#include "daemon/letters.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "workflows/partner/samples.hpp"

namespace waymark::daemon {
namespace {

Result<std::vector<partner::TemplateSource>> own_templates(const std::string& folder) {
    std::vector<partner::TemplateSource> own;
    if (folder.empty()) return own;
    const auto unreadable = [&](const std::string& why) {
        return Error{"bad-configuration", "letters.folder = “" + folder + "” " + why + ".", folder, {}};
    };
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".txt") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        if (!file) return unreadable("holds " + entry.path().filename().string() + ", which cannot be read");
        own.push_back({entry.path().filename().string(), text.str()});
    }
    if (error) return unreadable("cannot be read: " + error.message());
    std::ranges::sort(own, {}, &partner::TemplateSource::file);
    return own;
}

}  // namespace

http::LetterDesk letter_desk(const partner::Correspondence& correspondence, runtime::Service& service) {
    http::LetterDesk desk;
    desk.kinds = [&correspondence] {
        std::vector<http::MessageKind> kinds;
        for (const auto& [message, entry] : correspondence.letters().messages())
            kinds.push_back({message, entry.senders, entry.fields});
        return kinds;
    };
    desk.sample_fields = [&correspondence](std::string_view message) -> states::Value {
        const auto& all = correspondence.letters().messages();
        const auto known = all.find(message);
        return partner::sample_fields(known == all.end() ? std::vector<std::string>{} : known->second.fields);
    };
    desk.preview = [&](const runtime::OutboxRow& row, std::string_view language) {
        const auto inquiry = service.inquiry();
        return correspondence.preview(
            row, language.empty() ? std::nullopt : std::optional(partner::language_of(language)), *inquiry);
    };
    return desk;
}

Result<std::shared_ptr<const partner::Correspondence>> read_correspondence(
    const Configuration& configuration) {
    auto own = own_templates(configuration.text("letters.folder"));
    if (!own) return std::move(own).error();
    auto letters = partner::read_letters(std::move(own).value());
    if (!letters) return std::move(letters).error();
    partner::LetterSettings settings{configuration.text("letters.program"),
                                     configuration.text("letters.url"),
                                     configuration.text("letters.contact"),
                                     {}};
    for (const auto& audience : partner::staff_audiences())
        if (const auto& address = configuration.text(mailbox_key(audience)); !address.empty())
            settings.mailboxes[audience] = address;
    return std::make_shared<const partner::Correspondence>(std::move(letters).value(), std::move(settings));
}

}  // namespace waymark::daemon
