#include "workflows/runtime/definitions.hpp"

#include <array>
#include <openssl/sha.h>

namespace waymark::runtime {

namespace {

std::string digest_of(std::string_view source) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<const unsigned char*>(source.data()), source.size(), hash.data());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : hash) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace

Done Definitions::add(const DefinitionRow& row, std::string_view file) {
    CHECK(row.number == definitions_.size() + 1, "definitions are numbered without gaps");
    auto chart = states::read_chart(row.source, file, functions_);
    if (!chart) return std::move(chart).error();
    const auto& definition = definitions_.emplace_back(
        Definition{row.number, row.workflow, row.version, row.digest, row.source, std::move(chart).value()});
    newest_[definition.workflow] = &definition;
    for (const auto& event : definition.chart->events())
        if (auto added = add_form(event, file); !added) return added;
    if (const auto* start = definition.chart->start()) return add_form(*start, file);
    return done();
}

Done Definitions::add_form(const states::EventDeclaration& declaration, std::string_view file) {
    if (declaration.form.is_undefined()) return done();
    auto form = Form::compile(declaration.form);
    if (!form) {
        auto error = std::move(form).error();
        error.place = std::string(file);
        error.message = "The form of \"" + declaration.name + "\": " + error.message;
        return error;
    }
    forms_.emplace(&declaration, std::move(form).value());
    return done();
}

std::optional<DefinitionRow> Definitions::unpublished(const Program::Document& document) const {
    DefinitionRow row{static_cast<std::uint32_t>(definitions_.size() + 1), document.workflow, 1,
                      digest_of(document.source), document.source};
    if (const auto* known = newest(document.workflow)) {
        if (known->digest == row.digest) return std::nullopt;
        row.version = known->version + 1;
    }
    return row;
}

const Definition& Definitions::at(std::uint32_t number) const {
    const auto* definition = find(number);
    CHECK(definition, "definition " + std::to_string(number) + " was never published");
    return *definition;
}

const Definition* Definitions::find(std::uint32_t number) const {
    return number >= 1 && number <= definitions_.size() ? &definitions_[number - 1] : nullptr;
}

const Definition* Definitions::newest(std::string_view workflow) const {
    const auto found = newest_.find(workflow);
    return found == newest_.end() ? nullptr : found->second;
}

std::vector<const Definition*> Definitions::all() const {
    std::vector<const Definition*> all;
    for (const auto& definition : definitions_) all.push_back(&definition);
    return all;
}

const Form* Definitions::form(const states::EventDeclaration& declaration) const {
    const auto found = forms_.find(&declaration);
    return found == forms_.end() ? nullptr : &found->second;
}

}  // namespace waymark::runtime
