using System.Text.Json.Nodes;
using System.ComponentModel.DataAnnotations;
using HierarchySim.Core;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace HierarchySim.Gateway;

/// <summary>
/// The API description at /openapi/v1.json. The framework derives it from the endpoints; here it learns what only headers
/// carry, and forgets what depends on the machine it runs on, so that its checked-in copy is the same everywhere.
/// </summary>
internal static class ApiDescription
{
    public const string Document = "v1";

    public static void Add(IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "HierarchySim",
                Version = "v1",
                Description =
                    "Runs a territorial hierarchy live. Every POST carries an Idempotency-Key: a retry with the same key and the same request gets the first "
                    + "answer, and a key belongs to one request at one unit for 24 hours. Every error is application/problem+json whose 'type' is a stable "
                    + "path on this server that explains it. Times are ISO 8601 in UTC, dates yyyy-MM-dd, cursors opaque.",
            };
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.AddComponent("token", new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key (hsk_…), or a token of the OIDC issuer this server trusts. Not needed where the server can be reached from its own machine only and has no keys.",
            });
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<TakesCommand>().Any()) DescribeKey(operation);
            if (metadata.OfType<HasLocation>().Any() && operation.Responses?.GetValueOrDefault("202") is OpenApiResponse taken)
                AddHeader(taken, "Location", "Address of what was made.");
            if (metadata.OfType<HasEntityTag>().Any() || TaggedByContent.Contains(operation.OperationId ?? "")) DescribeTag(operation);
            if (IfMatch.Operations.TryGetValue(operation.OperationId ?? "", out var conditionRequired)) Preconditions.Describe(operation, conditionRequired);
            DescribeParameters(operation);
            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
                if (parameter.In == ParameterLocation.Query && metadata.OfType<RequiredQuery>().Any(needed => needed.Names.Contains(parameter.Name))) parameter.Required = true;
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), false) is [AllowedValuesAttribute words, ..])
                schema.Enum = [.. words.Values.Select(word => (JsonNode)JsonValue.Create((string)word!)!)];
            if (context.JsonPropertyInfo is null && WireExamples.Of(context.JsonTypeInfo.Type) is { } example) schema.Examples = [example];
            return Task.CompletedTask;
        });
    });

    // Reads of things that have no version of their own.
    private static readonly HashSet<string> TaggedByContent = ["getOfficial", "getTeam", "getAssignment", "getCatalog"];

    private static void DescribeKey(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyKey.Header,
            In = ParameterLocation.Header,
            Required = true,
            Description = "Your own key for this command, visible ASCII; the same for every retry of it.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = Limits.CommandKeyLengthMax, Pattern = "^[!-~]+$" },
        });
        foreach (var (status, answer) in operation.Responses ?? [])
            if (status.StartsWith('2') && answer is OpenApiResponse response)
                AddHeader(response, IdempotencyKey.ReplayedHeader, "There, and 'true', when this is the first answer given again.");
        if (operation.Responses?.GetValueOrDefault("201") is OpenApiResponse created) AddHeader(created, "Location", "Address of what was made.");
    }

    private static void DescribeTag(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "If-None-Match",
            In = ParameterLocation.Header,
            Description = "ETag of the view you have; 304 when it is still the latest.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
        operation.Responses ??= [];
        operation.Responses.TryAdd("304", new OpenApiResponse { Description = "Not Modified" });
        if (operation.Responses.GetValueOrDefault("200") is OpenApiResponse found) AddHeader(found, "ETag", "Stands for the version of the view.");
    }

    internal static void AddHeader(OpenApiResponse response, string name, string description)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }

    private static void DescribeParameters(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            // Handlers take all query parameters as optional, so that a missing one gets our words and not the framework's.
            if (parameter is { Name: "code" or "shelf" or "holder", In: ParameterLocation.Query }) parameter.Required = true;
            parameter.Description ??= parameter.Name switch
            {
                "id" when operation.OperationId?.EndsWith("Key", StringComparison.Ordinal) == true => "The key's id.",
                "id" when operation.OperationId?.EndsWith("Grant", StringComparison.Ordinal) == true => "The grant's id.",
                "id" when operation.OperationId?.Contains("Import", StringComparison.Ordinal) == true => "The import's id.",
                "id" when operation.Tags?.Any(tag => tag.Name == "Directives") == true && operation.OperationId != "issueDirective" => "The directive's id.",
                "id" when operation.Tags?.Any(tag => tag.Name == "Cases") == true => "The case's id: the origin's id, a dash and a number.",
                "id" => "The unit's id, base 32.",
                "textId" => "The text's id, from the path of its case.",
                "shelf" => $"{Words.Shelf}: cases the unit raised, newest first, or has custody of, oldest first; drills and tests among them.",
                "order" => $"{Words.Order}: by when they were raised, or by their clock; oldest when left out.",
                "category" => "Code of the only category wanted; all when left out.",
                "overdue" => "true for those whose clock has run out; false or left out for all.",
                "holder" => "Id of the official or team that reads; it must handle the case.",
                "year" => "The only year wanted; all when left out.",
                "directiveId" => "The directive's id: the issuing unit's id, a dash and a number.",
                "unit" => "Id of the unit whose children are wanted; the issuer when left out.",
                "code" => "Official code, digits.",
                "level" => "Code of a level; any level when left out.",
                "asOf" => "Day on which the unit had the code, yyyy-MM-dd; today when left out.",
                "cursor" => "nextCursor of the page before; the beginning when left out.",
                "take" => $"Items of the page, 1 to {Limits.PageItemsMax}; {GatewayLimits.PageItemsDefault} when left out.",
                _ => null,
            };
        }
    }
}
