#include "workflows/partner/reasons.hpp"

#include <toml++/toml.h>

#include "states/check.hpp"
#include "workflows/partner/embedded.hpp"

namespace waymark::partner {

namespace {

Error bad(std::string message, std::string_view file, const toml::source_region& source) {
    return {"bad-rulebook",
            std::move(message),
            std::string(file) + ":" + std::to_string(source.begin.line) + ":" +
                std::to_string(source.begin.column),
            {}};
}

/// Nothing: it is not {en, ru} of two texts.
std::optional<states::Text> text_in(const toml::node& node) {
    const auto* both = node.as_table();
    if (both == nullptr || both->size() != 2) return std::nullopt;
    states::Text text{(*both)["en"].value_or(std::string()), (*both)["ru"].value_or(std::string())};
    return text.en.empty() || text.ru.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

Result<Reasons> read_reasons(std::string_view toml, std::string_view file) {
    Reasons reasons;
    try {
        const auto document = toml::parse(toml, file);
        for (const auto& [group, codes] : document) {
            if (!codes.is_table())
                return bad("\"" + std::string(group.str()) + "\" is no table of codes.", file,
                           codes.source());
            for (const auto& [code, node] : *codes.as_table()) {
                auto text = text_in(node);
                if (!text)
                    return bad(
                        "\"" + std::string(code.str()) + "\" needs its text in both languages: { en, ru }.",
                        file, node.source());
                if (!reasons.emplace(code.str(), *std::move(text)).second)
                    return bad("\"" + std::string(code.str()) + "\" stands twice.", file, node.source());
            }
        }
    } catch (const toml::parse_error& error) {
        return bad(std::string(error.description()), file, error.source());
    }
    return reasons;
}

const Reasons& shipped_reasons() {
    static const Reasons reasons = [] {
        auto read = read_reasons(embedded::reasons_toml, "reasons.toml");
        CHECK(read.ok(), read.error().place + ": " + read.error().message);
        return *std::move(read);
    }();
    return reasons;
}

}  // namespace waymark::partner
