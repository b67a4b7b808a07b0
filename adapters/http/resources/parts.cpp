// PUT …/{id}/parts/{part}: a part of a file that belongs to an instance. The same again changes nothing.
#include <charconv>

#include "adapters/http/json.hpp"
#include "adapters/http/routes.hpp"

namespace waymark::http {
namespace {

Outcome put_part(Exchange& exchange) {
    const auto id = id_argument(exchange);
    if (!id) return id.error();
    std::uint32_t number = 0;
    const auto text = exchange.arguments[1];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return not_found(exchange.path);
    const auto kept = exchange.service().keep_slice(exchange.actor, *id, number, exchange.body);
    if (!kept) return kept.error();
    const bool known = *kept == runtime::Bulk::Put::known;
    Response response;
    response.status = known ? 200 : 201;
    Json json(response.body);
    json.object().name("part").number(number).name("bytes").number(exchange.body.size());
    json.name("known").boolean(known).end_object();
    return response;
}

}  // namespace

Route part_route(std::string pattern) {
    Route part;
    part.method = "PUT";
    part.pattern = std::move(pattern);
    part.handler = put_part;
    part.aside = true;
    part.answers = {{201, "KeptPart"}, {200, "KeptPart"}};
    part.problems = {"role-missing", "not-found", "quarantined", "slice-refused", "slice-different"};
    return part;
}

}  // namespace waymark::http
