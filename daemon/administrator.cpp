#include "daemon/administrator.hpp"

#include <spdlog/spdlog.h>

#include "daemon/data_folder.hpp"
#include "daemon/own_commands.hpp"

namespace waymark::daemon {
namespace {

constexpr const char* key = "administrator";

Result<runtime::InstanceId> administrator(runtime::Service& service) {
    runtime::InstanceQuery query;
    query.workflow = "person";
    query.key = key;
    auto known = service.instances(service_itself(), query, 1);
    if (!known) return std::move(known).error();
    if (!known->rows.empty()) return known->rows.front()->id;
    states::Value data =
        states::Value::Object{{"name", "Administrator"}, {"roles", states::Value::Array{"admin"}}};
    auto answer = perform(service, runtime::Start{"person", std::move(data), key});
    if (!answer) return std::move(answer).error();
    return answer->instance->id;
}

}  // namespace

Done admit_administrator(runtime::Service& service, const partner::Access& access,
                         runtime::Randomness& randomness, const std::filesystem::path& file) {
    if (access.knows_a_token()) return done();
    const auto person = administrator(service);
    if (!person) return person.error();
    auto issued = partner::issue_token(randomness, *person, std::nullopt, service.now());
    if (!issued) return std::move(issued).error();
    // The file first: a token that nobody could read would keep everybody out.
    write_secret(file, issued->token + "\n");
    if (auto answer = perform(service, std::move(issued->event)); !answer) return std::move(answer).error();
    spdlog::info("nobody could enter: a token of the administrator is in {}", file.string());
    return done();
}

}  // namespace waymark::daemon
